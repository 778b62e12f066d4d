package cds.insight;

/** On the database that is there without being set up. */
class InsightsOnH2Tests extends InsightsOnADatabase {

  @Override
  String url() {
    return "jdbc:h2:mem:insights";
  }
}
