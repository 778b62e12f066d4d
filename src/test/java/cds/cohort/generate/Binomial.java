package cds.cohort.generate;

/** Exact probabilities of counts. */
final class Binomial {

  private Binomial() {}

  /** How likely a count is that lies at least as far from the expected one, on its side. */
  static double tail(int of, long hits, double share) {
    boolean above = hits > of * share;
    double tail = 0;
    double logChoose = 0;
    for (int k = 0; k <= of; k++) {
      if (above ? k >= hits : k <= hits) {
        tail += Math.exp(logChoose + k * Math.log(share) + (of - k) * Math.log1p(-share));
      }
      logChoose += Math.log(of - k) - Math.log(k + 1.0);
    }
    return tail;
  }
}
