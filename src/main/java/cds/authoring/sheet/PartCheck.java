package cds.authoring.sheet;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one XML part of a workbook: no document types, no entities, no links to other files, no
 * numbers or addresses of cells that take ever to read.
 */
final class PartCheck {

  private static final XMLInputFactory XML = factory();
  private static final Pattern ADDRESS = Pattern.compile("[A-Z]{1,3}[1-9][0-9]{0,6}");
  private static final Pattern ROW = Pattern.compile("[1-9][0-9]{0,6}");
  private static final String LAST_COLUMN = "XFD";
  private static final int MAX_DEPTH = 50;

  /** Text of one element; more cannot stand in a cell of a spreadsheet program. */
  private static final int MAX_TEXT = 32_767;

  private static final List<String> REFUSED =
      List.of(
          "externallink",
          "externallinkpath",
          "oleobject",
          "package",
          "vbaproject",
          "xlmacrosheet",
          "xlintlmacrosheet",
          "control",
          "ctrlprop",
          "connections",
          "querytable",
          "attachedtoolbars");

  private final String name;
  private final XMLStreamReader xml;
  private int depth;
  private int text;
  private int rows;

  private PartCheck(String name, XMLStreamReader xml) {
    this.name = name;
    this.xml = xml;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /**
   * Looks at a part.
   *
   * @param name its name in lower case
   * @throws SheetRefused when it is no XML, or holds what a plain workbook does not
   */
  static void check(String name, byte[] content) {
    String raw;
    try {
      raw = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw refused(name);
    }
    if (raw.indexOf('\0') >= 0 || raw.contains("<!DOCTYPE") || raw.contains("<!ENTITY")) {
      throw refused(name);
    }
    try {
      XMLStreamReader xml =
          XML.createXMLStreamReader(
              new StringReader(raw.startsWith("\uFEFF") ? raw.substring(1) : raw));
      String encoding = xml.getCharacterEncodingScheme();
      if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
        throw refused(name);
      }
      PartCheck check = new PartCheck(name, xml);
      while (xml.hasNext()) {
        check.step(xml.next());
      }
    } catch (XMLStreamException e) {
      throw WorkbookParts.noWorkbook();
    }
  }

  private static SheetRefused refused(String name) {
    return new SheetRefused(
        "the workbook has a part that is not written as workbooks are: " + name);
  }

  private void step(int event) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        depth++;
        text = 0;
        if (depth > MAX_DEPTH) {
          throw refused(name);
        }
        start();
      }
      case XMLStreamConstants.END_ELEMENT -> {
        depth--;
        text = 0;
      }
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
        text += xml.getTextLength();
        if (text > (xml.isWhiteSpace() ? WorkbookParts.MAX_INFLATED : MAX_TEXT)) {
          throw new SheetRefused("the workbook has a text that is longer than a cell can be");
        }
      }
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw refused(name);
      default -> {
        // Comments and spaces say nothing.
      }
    }
  }

  private void start() {
    switch (xml.getLocalName()) {
      case "c" -> address(xml.getAttributeValue(null, "r"));
      case "row" -> {
        String row = xml.getAttributeValue(null, "r");
        rows++;
        if (rows > Spreadsheet.MAX_ROWS * 2 || (row != null && !ROW.matcher(row).matches())) {
          throw new SheetRefused("a sheet has more than " + Spreadsheet.MAX_ROWS + " rows");
        }
      }
      case "Relationship" -> relation();
      default -> {
        // Everything else is read as text or not at all.
      }
    }
  }

  private void address(@Nullable String cell) {
    if (cell == null) {
      return;
    }
    String column = cell.replaceAll("[0-9]+$", "");
    if (!ADDRESS.matcher(cell).matches()
        || (column.length() == LAST_COLUMN.length() && column.compareTo(LAST_COLUMN) > 0)) {
      throw refused(name);
    }
  }

  private void relation() {
    String type = String.valueOf(xml.getAttributeValue(null, "Type"));
    String kind = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    boolean outside = "External".equalsIgnoreCase(xml.getAttributeValue(null, "TargetMode"));
    if (REFUSED.contains(kind) || (outside && !kind.equals("hyperlink"))) {
      throw new SheetRefused(
          "the workbook is linked with other files or programs; remove the links and save it again");
    }
  }
}
