package cds.authoring.words;

/** How words are written in a kind of text: as they are, or so that no sign in them is a mark. */
public interface Marks {

  /** Words as they are. */
  Marks PLAIN =
      new Marks() {
        @Override
        public String text(String plain) {
          return plain;
        }

        @Override
        public String name(String name) {
          return name;
        }

        @Override
        public String finding(String code) {
          return code;
        }
      };

  /** A text of the rules. */
  String text(String plain);

  /** The name of a parameter. */
  String name(String name);

  /** The code of a finding. */
  String finding(String code);
}
