package dev.braid.speed.codec;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of this layer's own: safe to share, and made anew from its configuration text alone,
 * which is what a checkpoint remembers of it. Subclasses have a public constructor that takes the
 * configuration.
 */
public abstract class SpeedSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final String configuration;

  protected SpeedSerializer(String configuration) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
  }

  final String configuration() {
    return configuration;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    return null;
  }

  /** Mutable types override this one. */
  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public final TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new SpeedSerializerSnapshot<>(this);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof SpeedSerializer<?> that
        && getClass().equals(that.getClass())
        && configuration.equals(that.configuration);
  }

  @Override
  public final int hashCode() {
    return Objects.hash(getClass(), configuration);
  }
}
