package cds.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One walk-through of {@code rules/README.md}, read as an author reads it: steps, what is said when
 * one is forgotten, a patient to try, and what the clinician sees before and after.
 *
 * @param title its heading
 * @param steps what to change, in order
 * @param promises what the reader is told to see after a mistake
 * @param service the service that is asked
 * @param patient file of the request
 * @param before what the clinician sees without the change
 * @param now what the clinician sees with it
 */
record WalkThrough(
    String title,
    List<Step> steps,
    List<Promise> promises,
    String service,
    String patient,
    List<String> before,
    List<String> now) {

  private static final Pattern STEP =
      Pattern.compile(
          "\\*\\*Step (\\d+)\\.\\*\\* (?:In|At the end of) `(rules/\\S+)` (replace|add).*");
  private static final Pattern WITHOUT = Pattern.compile("\\*\\*Without step (\\d+)\\*\\* (.*)");
  private static final Pattern SWAPPED =
      Pattern.compile("\\*\\*With `(.+)` in place of `(.+)`\\*\\* (.*)");
  private static final Pattern CALL =
      Pattern.compile("(?s).*curl .*/cds-services/(\\S+) .* -d @(\\S+).*");

  /**
   * A change of one file.
   *
   * @param number its number on the page
   * @param file the file
   * @param old lines that stand there; empty when lines are added at the end
   * @param now lines that then stand there
   */
  record Step(int number, String file, String old, String now) {}

  /**
   * What a mistake leads to.
   *
   * @param step number of the step that is left out; 0 for none
   * @param wrong what is written by mistake; empty when a step is left out
   * @param right what should be written
   * @param stopsTheStart whether the service does not start; else the cases fail
   * @param message lines that are then read
   */
  record Promise(int step, String wrong, String right, boolean stopsTheStart, String message) {}

  /** All walk-throughs of a page: the sections whose heading begins with a letter in brackets. */
  static List<WalkThrough> of(String page) {
    List<WalkThrough> all = new ArrayList<>();
    for (String section : page.split("(?m)^(?=##)")) {
      if (section.startsWith("### (")) {
        all.add(new Reader(section).read());
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return title;
  }

  /** Reads one section block by block; a block of code that belongs to no sentence is an error. */
  private static final class Reader {

    private final List<String> blocks;
    private final List<Step> steps = new ArrayList<>();
    private final List<Promise> promises = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> now = new ArrayList<>();
    private String service = "";
    private String patient = "";
    private int at;

    Reader(String section) {
      this.blocks = blocks(section);
    }

    WalkThrough read() {
      String title = blocks.get(0).replaceFirst("^#+ ", "");
      for (at = 1; at < blocks.size(); at++) {
        String block = blocks.get(at);
        Matcher step = STEP.matcher(block);
        Matcher without = WITHOUT.matcher(block);
        Matcher swapped = SWAPPED.matcher(block);
        if (step.matches()) {
          step(step, block);
        } else if (without.matches()) {
          int number = Integer.parseInt(without.group(1));
          promises.add(new Promise(number, "", "", stops(without.group(2)), code()));
        } else if (swapped.matches()) {
          boolean stops = stops(swapped.group(3));
          promises.add(new Promise(0, swapped.group(1), swapped.group(2), stops, code()));
        } else if (block.startsWith("```")) {
          call(block);
        } else if (block.startsWith("**Before**")) {
          before.addAll(quote());
        } else if (block.startsWith("**Now**")) {
          now.addAll(quote());
        }
      }
      return new WalkThrough(title, steps, promises, service, patient, before, now);
    }

    private void step(Matcher step, String block) {
      String first = code();
      String file = step.group(2);
      int number = Integer.parseInt(step.group(1));
      if (block.contains("At the end of")) {
        steps.add(new Step(number, file, "", first));
        return;
      }
      String word = blocks.get(++at);
      String second = code();
      if (step.group(3).equals("replace") && word.equals("by")) {
        steps.add(new Step(number, file, first, second));
      } else if (step.group(3).equals("add") && word.equals("this")) {
        steps.add(new Step(number, file, first, first + second));
      } else {
        throw new AssertionError("not understood: " + block + " … " + word);
      }
    }

    private static boolean stops(String sentence) {
      if (sentence.startsWith("the service does not start")) {
        return true;
      }
      if (sentence.startsWith("the cases fail")) {
        return false;
      }
      throw new AssertionError("not understood: " + sentence);
    }

    private void call(String block) {
      Matcher call = CALL.matcher(block);
      if (!call.matches()) {
        throw new AssertionError("a block that no sentence explains: " + block);
      }
      service = call.group(1);
      patient = call.group(2).replace("```", "").strip();
    }

    private String code() {
      String block = blocks.get(++at);
      if (!block.startsWith("```")) {
        throw new AssertionError("no block of lines after: " + blocks.get(at - 1));
      }
      return block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```"));
    }

    private List<String> quote() {
      return blocks
          .get(++at)
          .lines()
          .map(line -> line.replaceFirst("^> ?", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }

    private static List<String> blocks(String section) {
      List<String> blocks = new ArrayList<>();
      StringBuilder block = new StringBuilder();
      boolean fenced = false;
      for (String line : section.lines().toList()) {
        boolean fence = line.startsWith("```");
        if (!fenced && (line.isBlank() || fence)) {
          end(block, blocks);
        }
        if (fenced || !line.isBlank()) {
          boolean joined = !fenced && !fence && !line.startsWith(">") && !block.isEmpty();
          block.append(joined ? " " : block.isEmpty() ? "" : "\n").append(line);
        }
        if (fence) {
          if (fenced) {
            end(block, blocks);
          }
          fenced = !fenced;
        }
      }
      end(block, blocks);
      return blocks;
    }

    private static void end(StringBuilder block, List<String> blocks) {
      if (!block.isEmpty()) {
        blocks.add(block.toString());
        block.setLength(0);
      }
    }
  }
}
