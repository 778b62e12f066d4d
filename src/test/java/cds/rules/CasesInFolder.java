package cds.rules;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/**
 * {@link RuleCasesTests} on the rules of the working directory, as a program of its own: what an
 * author who changed them would read. Ends with 1 when a case fails, 2 when nothing was tested.
 */
public final class CasesInFolder {

  private int run;
  private int failed;

  private CasesInFolder() {}

  /** Takes the rules whose cases are run; what all cases must reach together is always checked. */
  public static void main(String[] rules) {
    CasesInFolder cases = new CasesInFolder();
    RuleCasesTests tests = new RuleCasesTests();
    List.of(RuleCasesTests.class.getDeclaredMethods()).stream()
        .filter(method -> method.isAnnotationPresent(Test.class))
        .sorted(Comparator.comparing(Method::getName))
        .forEach(method -> cases.run(() -> invoke(method, tests)));
    try (Stream<DynamicContainer> folders = tests.rules()) {
      folders
          .filter(folder -> Set.of(rules).contains(folder.getDisplayName()))
          .flatMap(DynamicContainer::getChildren)
          .map(DynamicTest.class::cast)
          .forEach(test -> cases.run(() -> test.getExecutable().execute()));
    }
    System.exit(cases.run < 4 ? 2 : cases.failed == 0 ? 0 : 1);
  }

  private interface Step {
    void run() throws Throwable;
  }

  private void run(Step step) {
    run++;
    try {
      step.run();
    } catch (Throwable e) {
      failed++;
      System.out.println(e.getMessage());
    }
  }

  private static void invoke(Method method, Object tests) throws Throwable {
    try {
      method.invoke(tests);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
