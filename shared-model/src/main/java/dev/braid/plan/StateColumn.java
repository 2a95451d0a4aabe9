package dev.braid.plan;

import dev.braid.type.DataType;

/**
 * Where one field of one aggregate's state is kept, in the batch view's table and in speed upserts.
 *
 * @param name {@code _a<aggregate>_<field>}; no view column can have it, names with a leading
 *     underscore being refused
 * @param aggregate position in {@link ViewPlan#aggregates}
 * @param field position in the aggregate's state fields
 */
public record StateColumn(String name, DataType type, int aggregate, int field) {}
