package cds.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** What the journal holds. */
sealed interface Entry {

  /** A link of a chain. */
  record OfChain(Link link) implements Entry {}

  /** A request that is kept, encrypted. */
  record OfRequest(KeptRequest request) implements Entry {}

  /**
   * Something of another owner that must not be lost either.
   *
   * @param owner whose it is
   * @param content in the owner's own form
   */
  @SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints these.
  record OfOwner(String owner, byte[] content) implements Entry {}

  /** As bytes. */
  default byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (this instanceof OfChain chained) {
        write(chained.link(), out);
      } else if (this instanceof OfRequest kept) {
        out.writeByte('R');
        out.writeUTF(kept.request().decision());
        out.writeUTF(kept.request().key());
        out.writeLong(micros(kept.request().at()));
        write(kept.request().content(), out);
      } else if (this instanceof OfOwner owned) {
        out.writeByte('O');
        out.writeUTF(owned.owner());
        write(owned.content(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(Link link, DataOutputStream out) throws IOException {
    out.writeByte('L');
    out.writeUTF(link.chain());
    out.writeLong(link.seq());
    out.writeUTF(link.kind().name());
    out.writeLong(micros(link.at()));
    out.writeUTF(link.contentHash());
    out.writeUTF(link.hash());
    write(Objects.requireNonNull(link.content()), out);
  }

  private static void write(byte[] content, DataOutputStream out) throws IOException {
    out.writeInt(content.length);
    out.write(content);
  }

  /**
   * Reads what {@link #encoded} gave.
   *
   * @throws RecordsUnusable when it is anything else
   */
  static Entry decoded(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int type = in.readByte();
      return switch (type) {
        case 'L' ->
            new OfChain(
                new Link(
                    in.readUTF(),
                    in.readLong(),
                    Link.Kind.valueOf(in.readUTF()),
                    instant(in.readLong()),
                    in.readUTF(),
                    in.readUTF(),
                    content(in)));
        case 'R' ->
            new OfRequest(
                new KeptRequest(in.readUTF(), in.readUTF(), instant(in.readLong()), content(in)));
        case 'O' -> new OfOwner(in.readUTF(), content(in));
        default -> throw new IOException("type " + type);
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new RecordsUnusable("An entry of the journal cannot be read.", e);
    }
  }

  private static byte[] content(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
