package cds.docs;

import static cds.docs.Markdown.escape;

/** The page of all data elements: what each word of a table means. */
final class ElementsPage {

  /** Its file, as other pages link to it. */
  static final String FILE = "data-elements.md";

  private final Dictionary dictionary;
  private final ElementWords words;

  ElementsPage(Dictionary dictionary, ElementWords words) {
    this.dictionary = dictionary;
    this.words = words;
  }

  String render() {
    Markdown page = new Markdown();
    page.heading(1, "Data elements");
    page.paragraph(
        "What each word in a decision table means, and how it is read from the record. Made from"
            + " `rules/dictionary/`; a link leads to the codes or to the table that decides."
            + " A value that cannot be had is “not known”, never “no”.");
    for (String name : dictionary.elements().keySet()) {
      page.heading(2, name);
      page.paragraph("**" + escape(dictionary.label(name)) + "**: " + words.derived(name) + ".");
      page.paragraph(sentence(words.form(name)));
    }
    return page.toString();
  }

  private static String sentence(String form) {
    return form.isEmpty() ? "" : Character.toUpperCase(form.charAt(0)) + form.substring(1) + ".";
  }

  /** A link to an element, by its label. */
  static String link(Dictionary dictionary, String name) {
    return "[" + escape(dictionary.label(name)) + "](" + FILE + "#" + Markdown.anchor(name) + ")";
  }
}
