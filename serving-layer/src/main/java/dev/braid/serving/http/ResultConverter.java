package dev.braid.serving.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/** Writes results in a format of its own, with what else is to be said of them in headers. */
abstract class ResultConverter extends AbstractHttpMessageConverter<QueryController.Result> {
  ResultConverter(MediaType format) {
    super(StandardCharsets.UTF_8, format);
  }

  @Override
  protected final void writeInternal(QueryController.Result result, HttpOutputMessage message)
      throws IOException {
    Map<String, String> headers = ResultHeaders.of(result);
    headers.forEach(message.getHeaders()::set);
    writeBody(result, headers, message.getBody());
  }

  /**
   * Writes all of it.
   *
   * @param headers sent before it, which say what the rows do not
   */
  abstract void writeBody(
      QueryController.Result result, Map<String, String> headers, OutputStream body)
      throws IOException;

  @Override
  protected final boolean supports(Class<?> type) {
    return type == QueryController.Result.class;
  }

  @Override
  public final boolean canRead(Class<?> type, MediaType mediaType) {
    return false;
  }

  @Override
  protected final QueryController.Result readInternal(
      Class<? extends QueryController.Result> type, HttpInputMessage message) {
    throw new UnsupportedOperationException("results are only written");
  }
}
