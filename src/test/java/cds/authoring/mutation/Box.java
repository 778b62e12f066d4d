package cds.authoring.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The situations of one case: every combination of some values of each input.
 *
 * @param values the values of each input, by their places
 */
record Box(List<Set<Integer>> values) {

  static Box of(List<Integer> place) {
    return new Box(place.stream().map(at -> (Set<Integer>) new TreeSet<>(Set.of(at))).toList());
  }

  int size() {
    return values.stream().mapToInt(Set::size).reduce(1, (a, b) -> a * b);
  }

  Box with(int column, Set<Integer> others) {
    List<Set<Integer>> changed = new ArrayList<>(values);
    changed.set(column, others);
    return new Box(changed);
  }

  Box and(int column, int at) {
    Set<Integer> joined = new TreeSet<>(values.get(column));
    joined.add(at);
    return with(column, joined);
  }

  List<List<Integer>> places() {
    List<List<Integer>> places = List.of(List.of());
    for (Set<Integer> column : values) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> place : places) {
        for (int at : column) {
          List<Integer> next = new ArrayList<>(place);
          next.add(at);
          longer.add(next);
        }
      }
      places = longer;
    }
    return places;
  }
}
