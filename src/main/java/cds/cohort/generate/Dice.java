package cds.cohort.generate;

/**
 * Random numbers of one patient, the same on every machine and Java version. Each draw has numbers
 * of its own, by its name: who changes one rate of a model changes only whom that rate concerns.
 */
final class Dice {

  /** The increment and mixer of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long patient;
  private long state;

  /** The key of what is drawn, by its name. */
  static long key(String name) {
    long hash = FNV_BASIS;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** Turns to a patient of a population. */
  void patient(long seed, long number) {
    patient = mix(mix(seed) + number * STEP);
  }

  /**
   * Turns to what is drawn.
   *
   * @param key its key
   * @param turn how often it was drawn before, of this patient
   */
  void take(long key, long turn) {
    state = mix(patient ^ mix(key + turn * STEP));
  }

  private static long mix(long bits) {
    long one = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    long two = (one ^ (one >>> 27)) * 0x94d049bb133111ebL;
    return two ^ (two >>> 31);
  }

  /** 64 random bits. */
  long bits() {
    state += STEP;
    return mix(state);
  }

  /** From 0 up to, not including, 1. */
  double share() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** Whether something is so that is so in some of a hundred. */
  boolean hits(double percent) {
    return share() * 100 < percent;
  }

  /** A whole number from 0 up to, not including, a bound. */
  int below(int bound) {
    return (int) (share() * bound);
  }

  /** From the standard normal distribution (Marsaglia's polar method). */
  double normal() {
    while (true) {
      double x = 2 * share() - 1;
      double y = 2 * share() - 1;
      double square = x * x + y * y;
      if (square < 1 && square > 0) {
        // StrictMath: the last bit of Math.log may differ between machines.
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }
}
