package dev.braid.batch.generations;

import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which columns of two views can be compared.
 *
 * @param keys of the group key; the same in both, in the new view's order
 * @param outputs that both have, the keys apart, in the new view's order
 */
record Pairing(
    List<KeyColumn> keys,
    List<OutputColumn> outputs,
    List<String> added,
    List<String> removed,
    List<String> retyped) {

  static Pairing of(ViewPlan old, ViewPlan plan) {
    Map<String, DataType> before = outputs(old);
    Map<String, DataType> now = outputs(plan);
    List<OutputColumn> common = new ArrayList<>();
    List<String> added = new ArrayList<>();
    List<String> retyped = new ArrayList<>();
    for (OutputColumn output : plan.outputs()) {
      if (now.containsKey(output.name())) {
        DataType type = before.get(output.name());
        if (type == null) {
          added.add(output.name());
        } else if (!type.equals(output.type())) {
          retyped.add(output.name());
        } else {
          common.add(output);
        }
      }
    }
    List<String> removed = before.keySet().stream().filter(name -> !now.containsKey(name)).toList();
    return new Pairing(plan.keys(), List.copyOf(common), added, removed, retyped);
  }

  /** Whether both views have the same group key, as far as names and types tell. */
  static boolean isPossible(ViewPlan old, ViewPlan plan) {
    return keys(old).equals(keys(plan));
  }

  private static Map<String, DataType> keys(ViewPlan plan) {
    return plan.keys().stream().collect(Collectors.toMap(KeyColumn::name, KeyColumn::type));
  }

  private static Map<String, DataType> outputs(ViewPlan plan) {
    Map<String, DataType> types = new LinkedHashMap<>();
    plan.outputs().forEach(output -> types.put(output.name(), output.type()));
    plan.keys().forEach(key -> types.remove(key.name()));
    return types;
  }

  GenerationsReport.Columns columns() {
    List<String> compared = outputs.stream().map(OutputColumn::name).toList();
    return new GenerationsReport.Columns(compared, added, removed, retyped);
  }
}
