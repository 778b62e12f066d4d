package cds.authoring.sheet;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML with one element a line. */
final class DmnWriter {

  private final XMLStreamWriter xml;
  private int depth;

  DmnWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Begins an element; attributes are names and values in turn. */
  void begin(String name, String... attributes) throws XMLStreamException {
    line();
    xml.writeStartElement(name);
    attributes(attributes);
    depth++;
  }

  /** Ends the element that began last and has others in it. */
  void end() throws XMLStreamException {
    depth--;
    line();
    xml.writeEndElement();
  }

  /** An element without content. */
  void empty(String name, String... attributes) throws XMLStreamException {
    line();
    xml.writeEmptyElement(name);
    attributes(attributes);
  }

  /** An element with a text. */
  void element(String name, String text) throws XMLStreamException {
    line();
    xml.writeStartElement(name);
    xml.writeCharacters(checked(text));
    xml.writeEndElement();
  }

  /** An element with an expression; nothing for none. */
  void expression(String name, String expression) throws XMLStreamException {
    if (!expression.isEmpty()) {
      begin(name);
      element("text", expression);
      end();
    }
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], checked(attributes[i + 1]));
    }
  }

  private void line() throws XMLStreamException {
    if (depth > 0) {
      xml.writeCharacters("\n" + "  ".repeat(depth));
    }
  }

  private static String checked(String text) {
    return Characters.checked("the table", text.replace('\t', ' ').replace('\r', ' '));
  }
}
