package cds.web.start;

/** The version of this software, as records name it. */
public final class EngineVersion {

  private EngineVersion() {}

  /** Of the jar; development has none. */
  public static String running() {
    String version = EngineVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
