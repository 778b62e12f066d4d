package cds.fhir;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import org.jspecify.annotations.Nullable;

/** Remembers that the parser met a fault, not which: HAPI's words quote patients' values. */
final class FaultCollector implements IParserErrorHandler {

  private boolean found;

  /** Whether something was lost or misread. */
  boolean found() {
    return found;
  }

  @Override
  public void incorrectJsonType(
      @Nullable IParseLocation location,
      String element,
      ValueType expected,
      @Nullable ScalarType expectedScalar,
      ValueType actual,
      @Nullable ScalarType actualScalar) {
    found = true;
  }

  @Override
  public void invalidValue(@Nullable IParseLocation location, String value, String error) {
    found = true;
  }

  @Override
  public void unexpectedRepeatingElement(@Nullable IParseLocation location, String element) {
    found = true;
  }

  @Override
  public void missingRequiredElement(@Nullable IParseLocation location, String element) {
    // The readers know which elements they need.
  }

  @Override
  public void containedResourceWithNoId(@Nullable IParseLocation location) {
    // Nothing can refer to it.
  }

  @Override
  public void unknownAttribute(@Nullable IParseLocation location, String attribute) {
    // Structure has already told harmless from harmful unknown members.
  }

  @Override
  public void unknownElement(@Nullable IParseLocation location, String element) {
    // As above.
  }

  @Override
  public void unknownReference(@Nullable IParseLocation location, String reference) {
    // A reference that leads nowhere resolves to nothing.
  }

  @Override
  public void invalidInternalReference(@Nullable IParseLocation location, String reference) {
    // As above.
  }

  @Override
  public void extensionContainsValueAndNestedExtensions(@Nullable IParseLocation location) {
    // Extensions are not read.
  }
}
