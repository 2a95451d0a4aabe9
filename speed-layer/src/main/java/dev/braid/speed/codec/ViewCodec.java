package dev.braid.speed.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.expression.CompiledView;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A view's plan on its way through Flink: it travels as JSON and is compiled where it arrives.
 * Reads and writes the view's group keys and totals. Immutable and safe to share.
 */
public final class ViewCodec implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String planJson;
  private transient CompiledView view;
  private transient ValuesCodec keys;
  private transient ValuesCodec states;

  public ViewCodec(ViewPlan plan) {
    this(json(plan));
  }

  ViewCodec(String planJson) {
    this.planJson = planJson;
    compile();
  }

  private static String json(ViewPlan plan) {
    try {
      return CompiledProject.json().writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan without a JSON form", e);
    }
  }

  private void compile() {
    try {
      ViewPlan plan = CompiledProject.json().readValue(planJson, ViewPlan.class);
      view = new CompiledView(plan);
      keys = new ValuesCodec(plan.keys().stream().map(KeyColumn::type).toList());
      states = new ValuesCodec(plan.stateColumns().stream().map(StateColumn::type).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan that its own JSON does not give back", e);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    compile();
  }

  String planJson() {
    return planJson;
  }

  public CompiledView view() {
    return view;
  }

  public GroupKey key(Object[] values) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(32);
      keys.write(values, out);
      return new GroupKey(out.getCopyOfBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Object[] values(GroupKey key) {
    try {
      return keys.read(new DataInputDeserializer(key.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void writeTotals(Totals totals, DataOutputView out) throws IOException {
    out.writeLong(totals.events());
    out.writeLong(totals.appendTime());
    states.write(view.store(totals.states()), out);
  }

  Totals readTotals(DataInputView in) throws IOException {
    return new Totals(in.readLong(), in.readLong(), view.load(states.read(in)));
  }

  Totals copy(Totals totals) {
    return totals.copy(view);
  }
}
