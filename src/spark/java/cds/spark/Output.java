package cds.spark;

import cds.cohort.Columns;
import cds.knowledge.DataElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Writes results: typed Parquet, partitioned by what it is asked for most, and FHIR. */
final class Output {

  static final String PATIENTS = "patients";
  static final String VERDICTS = "verdicts";
  static final String FINDINGS = "findings";
  static final String ISSUES = "DetectedIssue";

  static final StructType SCHEMA =
      new StructType()
          .add("table", DataTypes.StringType, false)
          .add("cells", DataTypes.createArrayType(DataTypes.StringType, false), false);

  private final Columns columns;
  private final String folder;

  Output(Columns columns, String folder) {
    this.columns = columns;
    this.folder = folder;
  }

  /** Writes all tables. */
  void write(Dataset<Row> results) {
    parquet(results, PATIENTS, columns.patients(), columns.ofPatient(), List.of("most-urgent"));
    parquet(results, VERDICTS, columns.verdicts(), columns.ofPolicy(), List.of("policy"));
    parquet(results, FINDINGS, columns.findings(), List.of(), List.of("urgency"));
    of(results, ISSUES)
        .select(functions.element_at(functions.col("cells"), 1))
        .write()
        .mode(SaveMode.ErrorIfExists)
        .text(folder + "/" + ISSUES + ".ndjson");
  }

  private static Dataset<Row> of(Dataset<Row> results, String table) {
    return results.filter(functions.col("table").equalTo(table));
  }

  private void parquet(
      Dataset<Row> results,
      String table,
      List<String> names,
      List<DataElement> elements,
      List<String> partitions) {
    Map<String, DataElement> byName = new HashMap<>();
    elements.forEach(element -> byName.put(element.name(), element));
    List<Column> cells = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Column cell = functions.element_at(functions.col("cells"), i + 1);
      Column filled = functions.when(cell.notEqual(""), cell);
      cells.add(
          (Columns.LISTS.contains(name)
                  ? functions.filter(functions.split(cell, " "), word -> word.notEqual(""))
                  : filled.cast(type(name, byName)))
              .as(name));
    }
    of(results, table)
        .select(cells.toArray(Column[]::new))
        .write()
        .mode(SaveMode.ErrorIfExists)
        .partitionBy(partitions.toArray(String[]::new))
        .parquet(folder + "/" + table + ".parquet");
  }

  private static DataType type(String name, Map<String, DataElement> elements) {
    DataElement element = elements.get(name);
    if (element == null) {
      return name.equals(Columns.COUNT) ? DataTypes.LongType : DataTypes.StringType;
    }
    return switch (element.type()) {
      case NUMBER -> DataTypes.DoubleType;
      case INTEGER -> DataTypes.LongType;
      case BOOLEAN -> DataTypes.BooleanType;
      case DATE -> DataTypes.DateType;
      case CODE, TEXT, DOSES -> DataTypes.StringType;
    };
  }
}
