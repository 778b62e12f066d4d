package cds.fhir;

import cds.chart.Chart;
import cds.knowledge.RuleSet;
import java.util.function.Function;

/** How charts are read, whatever the rules. */
@FunctionalInterface
public interface ChartReaders {

  /** In one pass; what is not plain R4, by HAPI. */
  ChartReaders ONE_PASS = rules -> reader(rules, false)::read;

  /** Every resource by HAPI: slower, and what the other way is judged by. */
  ChartReaders HAPI = rules -> reader(rules, true)::read;

  /** The reader for a release. */
  Function<ReadInput, Chart> of(RuleSet rules);

  private static ChartReader reader(RuleSet rules, boolean hapiOnly) {
    return new ChartReader(
        rules.terminology(),
        rules.units(),
        rules.drugs(),
        rules.vocabulary(),
        new ResourceReader(hapiOnly));
  }
}
