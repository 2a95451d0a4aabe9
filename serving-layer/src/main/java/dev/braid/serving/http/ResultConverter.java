package dev.braid.serving.http;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/** Writes results in a format of its own. */
abstract class ResultConverter extends AbstractHttpMessageConverter<QueryController.Result> {
  ResultConverter(MediaType format) {
    super(StandardCharsets.UTF_8, format);
  }

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
