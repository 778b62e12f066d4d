package cds.cohort.generate;

import cds.cohort.generate.Template.Piece;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** The pieces of a line in the making; what is always the same and stands together is one piece. */
final class Pieces {

  private final List<Piece> pieces = new ArrayList<>();
  private final ByteArrayOutputStream same = new ByteArrayOutputStream();

  /** Adds what is always the same. */
  Pieces add(String text) {
    same.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds a text as it stands between quotes in JSON. */
  Pieces addInQuotes(String text) {
    String quoted = JsonNodeFactory.instance.stringNode(text).toString();
    return add(quoted.substring(1, quoted.length() - 1));
  }

  /** Adds what differs. */
  Pieces add(Piece piece) {
    flush();
    pieces.add(piece);
    return this;
  }

  /** Adds one of several, as likely as each other. */
  Pieces addOneOf(List<byte[]> choices) {
    if (choices.size() == 1) {
      same.writeBytes(choices.get(0));
      return this;
    }
    List<byte[]> all = List.copyOf(choices);
    return all.isEmpty()
        ? this
        : add((scene, out) -> out.add(all.get(scene.dice().below(all.size()))));
  }

  /** Adds a number that is never missing. */
  Pieces addNumber(Draw value, int decimals, String name) {
    return add((scene, out) -> out.add(present(scene, value, name), decimals));
  }

  /** Adds the day that is so many days ago. */
  Pieces addDay(Draw value, String name) {
    return add((scene, out) -> out.add(scene.days().ago(present(scene, value, name))));
  }

  /** Adds the name of an option. */
  Pieces addOption(Draw value, List<String> options, String name) {
    List<byte[]> bytes = options.stream().map(one -> one.getBytes(StandardCharsets.UTF_8)).toList();
    return add((scene, out) -> out.add(bytes.get((int) present(scene, value, name))));
  }

  private static double present(Scene scene, Draw value, String name) {
    double number = value.of(scene);
    if (Double.isNaN(number)) {
      throw new ModelRejected(
          List.of(
              "'"
                  + name
                  + "' has no value for a patient of whom it is written;"
                  + " let the line have the same 'when' as the draw"));
    }
    return number;
  }

  private void flush() {
    if (same.size() > 0) {
      byte[] bytes = same.toByteArray();
      same.reset();
      pieces.add((scene, out) -> out.add(bytes));
    }
  }

  /** All of them. */
  List<Piece> all() {
    flush();
    return List.copyOf(pieces);
  }
}
