package cds.oracle;

import cds.oracle.RandomPatient.Measure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Weights that an age makes implausible: below 0.8 of P3 or above 1.5 of P97. */
final class Growth {

  /** Month, P3, P97: WHO up to 12 months, CDC from 24 months. */
  private static final double[][] MALE =
      table(
          """
      6:6.4:9.8 7:6.7:10.3 8:6.9:10.7 9:7.1:11.0 10:7.4:11.4 11:7.6:11.7 12:7.7:12.0
      24:10.4:15.6 30:11.1:16.8 36:11.8:18.0 42:12.5:19.5 48:13.3:21.0 54:14.1:22.7
      60:14.9:24.5 66:15.7:26.3 72:16.5:28.3 78:17.4:30.3 84:18.3:32.5 90:19.2:34.9
      96:20.1:37.4 102:21.1:40.1 108:22.1:43.1 114:23.1:46.2 120:24.2:49.4 126:25.3:52.8
      132:26.6:56.3 138:28.0:59.8 144:29.5:63.3 150:31.1:66.8 156:33.0:70.3 162:35.0:73.7
      168:37.1:77.0 174:39.3:80.2 180:41.5:83.2 186:43.7:86.2 192:45.8:89.0 198:47.7:91.5
      204:49.3:93.8 210:50.6:95.7 216:51.7:97.2 222:52.5:98.4 228:53.2:99.2 234:53.7:99.9
      240:54.0:100.8""");

  private static final double[][] FEMALE =
      table(
          """
      6:5.7:9.2 7:6.0:9.6 8:6.2:10.0 9:6.4:10.3 10:6.6:10.6 11:6.8:10.9 12:7.0:11.2
      24:10.0:15.0 30:10.7:16.5 36:11.4:18.0 42:12.1:19.6 48:12.8:21.3 54:13.5:23.1
      60:14.3:24.9 66:15.2:26.9 72:16.0:28.9 78:16.9:31.1 84:17.7:33.4 90:18.6:35.8
      96:19.5:38.5 102:20.5:41.4 108:21.6:44.6 114:22.7:47.9 120:24.0:51.4 126:25.4:55.1
      132:26.8:58.7 138:28.4:62.4 144:30.0:65.9 150:31.7:69.3 156:33.4:72.4 162:35.1:75.2
      168:36.7:77.7 174:38.2:79.8 180:39.6:81.6 186:40.8:83.1 192:41.8:84.4 198:42.7:85.4
      204:43.3:86.2 210:43.9:86.8 216:44.2:87.4 222:44.6:88.0 228:44.8:88.4 234:45.0:88.8
      240:45.0:89.0""");

  private final Facts facts;

  Growth(Facts facts) {
    this.facts = facts;
  }

  boolean implausible(Optional<Measure> weight) {
    Integer months = weight.map(m -> facts.months(m.date())).orElse(null);
    if (months == null) {
      return false;
    }
    double kg = weight.get().value().doubleValue();
    if (facts.reaches(216)) {
      return kg < 30 || kg > 300;
    }
    double low = Double.MAX_VALUE;
    double high = 0;
    for (double[][] rows : tables()) {
      low = Math.min(low, at(rows, months, 1) * 0.8);
      high = Math.max(high, at(rows, months, 2) * 1.5);
    }
    return kg < low - 1e-9 || kg > high + 1e-9;
  }

  /** The table of the sex, or both when it is not known. */
  private List<double[][]> tables() {
    String sex = String.valueOf(facts.patient.sex());
    return switch (sex) {
      case "male" -> List.<double[][]>of(MALE);
      case "female" -> List.<double[][]>of(FEMALE);
      default -> List.of(MALE, FEMALE);
    };
  }

  private double at(double[][] rows, int months, int column) {
    if (months < 6) {
      return rows[0][column];
    }
    for (int i = 1; i < rows.length; i++) {
      if (months <= rows[i][0]) {
        double part = (months - rows[i - 1][0]) / (rows[i][0] - rows[i - 1][0]);
        return rows[i - 1][column] + part * (rows[i][column] - rows[i - 1][column]);
      }
    }
    throw new IllegalStateException("no row for " + months);
  }

  private static double[][] table(String rows) {
    return Stream.of(rows.split("\\s+"))
        .map(row -> Stream.of(row.split(":")).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }
}
