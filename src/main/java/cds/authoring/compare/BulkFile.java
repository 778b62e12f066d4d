package cds.authoring.compare;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of an upload.
 *
 * @param name its name, to tell it from others
 * @param content opens it
 */
public record BulkFile(String name, Content content) {

  private static final int LONGEST = 60;

  /** Keeps a name that can be shown. */
  public BulkFile {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String shown = last.replaceAll("[^A-Za-z0-9._ -]", "_");
    name = shown.isBlank() ? "upload" : shown.substring(0, Math.min(LONGEST, shown.length()));
  }

  /** Opens a file. */
  @FunctionalInterface
  public interface Content {

    /** Its bytes. */
    InputStream open() throws IOException;
  }
}
