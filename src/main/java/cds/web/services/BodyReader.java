package cds.web.services;

import cds.web.call.Call;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** Reads the raw bytes of a JSON request, up to a limit, and only a few large ones at once. */
final class BodyReader {

  private static final MediaType ANY_JSON = MediaType.valueOf("application/*+json");

  private final DataSize limit;
  private final LargeBodies large;

  BodyReader(DataSize limit, LargeBodies large) {
    this.limit = limit;
    this.large = large;
  }

  /**
   * Reads the body.
   *
   * @throws Refusal 415 when it is not said to be JSON in UTF-8, 413 when it is too large, 400 when
   *     it breaks off, 503 when too many large ones are being answered
   */
  byte[] read(HttpServletRequest request) {
    refuseOtherThanJson(request);
    int most = Math.toIntExact(limit.toBytes());
    if (request.getContentLengthLong() > most) {
      throw tooLarge();
    }
    byte[] body;
    Call call = Call.of(request);
    try (InputStream in = request.getInputStream()) {
      body = read(in, request.getContentLength(), most + 1, call);
    } catch (IOException e) {
      throw Refusal.malformed("incomplete", "The body broke off before its end.");
    }
    call.received(body.length);
    if (body.length > most) {
      throw tooLarge();
    }
    return body;
  }

  /**
   * The length may be unknown beforehand, so a body becomes large while it is read. Memory for a
   * large one that is only declared is spent once it has its place among the few.
   *
   * @param declared the length its sender declares; negative when none
   */
  private byte[] read(InputStream in, int declared, int most, Call call) throws IOException {
    int small = Math.toIntExact(LargeBodies.LARGE.toBytes());
    if (declared >= 0 && declared <= small) {
      return whole(in, new byte[declared], 0);
    }
    byte[] start = in.readNBytes(Math.min(most, small + 1));
    if (start.length <= small) {
      return start;
    }
    large.enter(call);
    if (declared >= start.length) {
      return whole(in, Arrays.copyOf(start, declared), start.length);
    }
    byte[] rest = in.readNBytes(most - start.length);
    byte[] all = Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, all, start.length, rest.length);
    return all;
  }

  private static byte[] whole(InputStream in, byte[] body, int from) throws IOException {
    int missing = body.length - from;
    if (in.readNBytes(body, from, missing) < missing) {
      throw new EOFException();
    }
    return body;
  }

  private Refusal tooLarge() {
    return new Refusal(
        413,
        "too-long",
        "The body is larger than "
            + limit.toBytes()
            + " bytes (cds.max-body); send fewer prefetched resources.");
  }

  private static void refuseOtherThanJson(HttpServletRequest request) {
    if (!isJson(request.getContentType())) {
      throw new Refusal(
          415, "not-supported", "Send the body as Content-Type: application/json, in UTF-8.");
    }
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new Refusal(
          415, "not-supported", "Send the body without Content-Encoding; it is not decompressed.");
    }
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    try {
      MediaType type = MediaType.parseMediaType(contentType);
      Charset charset = type.getCharset();
      return (charset == null || charset.equals(StandardCharsets.UTF_8))
          && type.isConcrete()
          && (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) || ANY_JSON.includes(type));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
