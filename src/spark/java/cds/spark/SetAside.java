package cds.spark;

import cds.bulk.BulkLine;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Lines of which nothing could be made: where they stand and why, never what they hold. */
final class SetAside {

  static final StructType SCHEMA =
      new StructType()
          .add("file", DataTypes.IntegerType, false)
          .add("byte", DataTypes.LongType, false)
          .add("why", DataTypes.StringType, false);

  private SetAside() {}

  static Iterator<Row> row(RawLine raw) {
    return (raw.read() instanceof BulkLine.Unusable unusable
            ? List.of(RowFactory.create(raw.file(), raw.at(), unusable.why()))
            : List.<Row>of())
        .iterator();
  }
}
