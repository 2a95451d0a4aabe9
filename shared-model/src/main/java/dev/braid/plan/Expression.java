package dev.braid.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.braid.type.DataType;

/**
 * A typed, total scalar expression: what cannot be computed is NULL. Every coercion is an explicit
 * {@link Cast}, so an engine never decides a type.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "node")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ColumnRef.class, name = "column"),
  @JsonSubTypes.Type(value = Literal.class, name = "literal"),
  @JsonSubTypes.Type(value = Comparison.class, name = "comparison"),
  @JsonSubTypes.Type(value = Logical.class, name = "logical"),
  @JsonSubTypes.Type(value = Not.class, name = "not"),
  @JsonSubTypes.Type(value = IsNull.class, name = "is_null"),
  @JsonSubTypes.Type(value = Arithmetic.class, name = "arithmetic"),
  @JsonSubTypes.Type(value = Cast.class, name = "cast"),
  @JsonSubTypes.Type(value = Case.class, name = "case"),
  @JsonSubTypes.Type(value = Coalesce.class, name = "coalesce"),
  @JsonSubTypes.Type(value = In.class, name = "in"),
  @JsonSubTypes.Type(value = IsDistinct.class, name = "is_distinct"),
  @JsonSubTypes.Type(value = FunctionCall.class, name = "call")
})
public sealed interface Expression
    permits ColumnRef,
        Literal,
        Comparison,
        Logical,
        Not,
        IsNull,
        IsDistinct,
        In,
        Arithmetic,
        Cast,
        Case,
        Coalesce,
        FunctionCall {

  DataType type();

  <R> R accept(ExpressionVisitor<R> visitor);
}
