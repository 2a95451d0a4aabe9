package dev.braid.speed.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint says of a {@link SpeedSerializer}: class and configuration. Another
 * configuration is another format and is refused; a changed view runs as another job.
 */
public final class SpeedSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private String className;
  private String configuration;
  private ClassLoader classLoader;

  /** For Flink, which calls {@link #readSnapshot} next. */
  public SpeedSerializerSnapshot() {}

  SpeedSerializerSnapshot(SpeedSerializer<T> serializer) {
    this.className = serializer.getClass().getName();
    this.configuration = serializer.configuration();
    this.classLoader = serializer.getClass().getClassLoader();
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(className);
    ValuesCodec.writeBytes(configuration.getBytes(StandardCharsets.UTF_8), out);
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    if (readVersion != VERSION) {
      throw new IOException("serializer snapshot of version " + readVersion);
    }
    classLoader = userCodeClassLoader;
    className = in.readUTF();
    configuration = new String(ValuesCodec.readBytes(in), StandardCharsets.UTF_8);
  }

  @Override
  @SuppressWarnings("unchecked")
  public TypeSerializer<T> restoreSerializer() {
    try {
      return (TypeSerializer<T>)
          Class.forName(className, true, classLoader)
              .asSubclass(SpeedSerializer.class)
              .getConstructor(String.class)
              .newInstance(configuration);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no serializer " + className, e);
    }
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    return oldSerializerSnapshot instanceof SpeedSerializerSnapshot<T> old
            && className.equals(old.className)
            && configuration.equals(old.configuration)
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
