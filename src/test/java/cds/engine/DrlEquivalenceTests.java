package cds.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.drools.model.codegen.ExecutableModelProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;

/** The DRL that people audit says the same as the model that runs. */
@Execution(ExecutionMode.CONCURRENT)
class DrlEquivalenceTests {

  private static final long SEED = 1703L;
  private static final int SITUATIONS = 3500;

  @Test
  void theGeneratedDrlAndTheEngineFireTheSameRows() {
    RuleSet rules = Release.rules();
    List<Table> tables = Release.tables();
    KieBase drl = compile(DrlWriter.write(tables, DrlFact.class.getName()));
    TableEngine engine = TableEngine.compile(tables);
    RandomSituations random =
        new RandomSituations(rules, TableOracleTests.oracles(rules, Release.texts()), SEED);
    List<String> different = new ArrayList<>();
    TreeSet<String> seen = new TreeSet<>();

    for (int i = 0; i < SITUATIONS; i++) {
      Map<String, Object> values = random.draw();
      Situation situation = random.situation(values);
      TreeSet<String> ours = new TreeSet<>();
      engine.fire(situation).forEach(row -> ours.add(row.key()));
      TreeSet<String> theirs = fire(drl, values);
      seen.addAll(ours);
      if (!ours.equals(theirs)) {
        TreeSet<String> only = new TreeSet<>(ours);
        only.removeAll(theirs);
        theirs.removeAll(ours);
        different.add("only the engine " + only + ", only the DRL " + theirs + " in " + values);
      }
    }

    assertThat(different).as("seed %d", SEED).isEmpty();
    assertThat(seen).as("rows compared").hasSize(random.rows());
  }

  private static TreeSet<String> fire(KieBase knowledge, Map<String, Object> values) {
    DrlFact fact = new DrlFact(values);
    KieSession session = knowledge.newKieSession();
    try {
      session.insert(fact);
      session.fireAllRules();
    } finally {
      session.dispose();
    }
    return new TreeSet<>(fact.getHits());
  }

  private static KieBase compile(String drl) {
    KieServices services = KieServices.get();
    KieFileSystem files = services.newKieFileSystem();
    files.write("src/main/resources/generated/tables.drl", drl);
    KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    assertThat(builder.getResults().getMessages(Message.Level.ERROR)).isEmpty();
    return services.newKieContainer(builder.getKieModule().getReleaseId()).getKieBase();
  }
}
