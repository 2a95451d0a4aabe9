WITH latest AS (
  SELECT CAST(json_parse(max_by(_message, ROW(generation, events, _partition_offset))) AS ROW(key ROW("word" varchar, "day" bigint), states ROW("_a0_tdigest" varchar, "_a1_tdigest" varchar, "_a2_tdigest" varchar, "_a3_tdigest" varchar, "_a4_tdigest" varchar, "_a5_tdigest" varchar, "_a6_tdigest" varchar, "_a7_tdigest" varchar, "_a8_tdigest" varchar))) AS r
  FROM (
    SELECT _key, _message, _partition_offset,
      CAST(json_extract_scalar(_message, '$.generation') AS bigint) AS generation,
      CAST(json_extract_scalar(_message, '$.events') AS bigint) AS events
    FROM "kafka"."default"."braid.shop.speed.percentiles.0123abcd.g3"
    WHERE _message IS NOT NULL
      AND json_extract_scalar(_key, '$[0]') IS NOT NULL
      AND CAST(json_extract_scalar(_key, '$[0]') AS bigint) >= 1795478400000)
  GROUP BY _key
),
states AS (
  SELECT "word" AS _k0, "day" AS _k1, "_a0_tdigest" AS "_a0_tdigest", "_a1_tdigest" AS "_a1_tdigest", "_a2_tdigest" AS "_a2_tdigest", "_a3_tdigest" AS "_a3_tdigest", "_a4_tdigest" AS "_a4_tdigest", "_a5_tdigest" AS "_a5_tdigest", "_a6_tdigest" AS "_a6_tdigest", "_a7_tdigest" AS "_a7_tdigest", "_a8_tdigest" AS "_a8_tdigest"
  FROM "lake"."braid"."_batch_percentiles_7affeb12" FOR VERSION AS OF 12
  UNION ALL
  SELECT r.key."word" AS _k0, date_add('day', r.key."day", DATE '1970-01-01') AS _k1, from_base64(r.states."_a0_tdigest") AS "_a0_tdigest", from_base64(r.states."_a1_tdigest") AS "_a1_tdigest", from_base64(r.states."_a2_tdigest") AS "_a2_tdigest", from_base64(r.states."_a3_tdigest") AS "_a3_tdigest", from_base64(r.states."_a4_tdigest") AS "_a4_tdigest", from_base64(r.states."_a5_tdigest") AS "_a5_tdigest", from_base64(r.states."_a6_tdigest") AS "_a6_tdigest", from_base64(r.states."_a7_tdigest") AS "_a7_tdigest", from_base64(r.states."_a8_tdigest") AS "_a8_tdigest"
  FROM latest
),
merged AS (
  SELECT _k0, _k1,
    CAST(merge(CAST("_a0_tdigest" AS tdigest)) AS varbinary) AS _m0,
    CAST(merge(CAST("_a1_tdigest" AS tdigest)) AS varbinary) AS _m1,
    CAST(merge(CAST("_a2_tdigest" AS tdigest)) AS varbinary) AS _m2,
    CAST(merge(CAST("_a3_tdigest" AS tdigest)) AS varbinary) AS _m3,
    CAST(merge(CAST("_a4_tdigest" AS tdigest)) AS varbinary) AS _m4,
    CAST(merge(CAST("_a5_tdigest" AS tdigest)) AS varbinary) AS _m5,
    CAST(merge(CAST("_a6_tdigest" AS tdigest)) AS varbinary) AS _m6,
    CAST(merge(CAST("_a7_tdigest" AS tdigest)) AS varbinary) AS _m7,
    CAST(merge(CAST("_a8_tdigest" AS tdigest)) AS varbinary) AS _m8
  FROM states
  GROUP BY _k0, _k1
),
results AS (
  SELECT _k0, _k1,
    IF(value_at_quantile(CAST(_m0 AS tdigest), DOUBLE '0.5') >= DOUBLE '9.223372036854775807E18', 9223372036854775807, CAST(IF(value_at_quantile(CAST(_m0 AS tdigest), DOUBLE '0.5') - floor(value_at_quantile(CAST(_m0 AS tdigest), DOUBLE '0.5')) >= 5e-1, floor(value_at_quantile(CAST(_m0 AS tdigest), DOUBLE '0.5')) + 1, floor(value_at_quantile(CAST(_m0 AS tdigest), DOUBLE '0.5'))) AS bigint)) AS _r0,
    IF(value_at_quantile(CAST(_m1 AS tdigest), DOUBLE '0.9') >= DOUBLE '9.223372036854775807E18', 9223372036854775807, CAST(IF(value_at_quantile(CAST(_m1 AS tdigest), DOUBLE '0.9') - floor(value_at_quantile(CAST(_m1 AS tdigest), DOUBLE '0.9')) >= 5e-1, floor(value_at_quantile(CAST(_m1 AS tdigest), DOUBLE '0.9')) + 1, floor(value_at_quantile(CAST(_m1 AS tdigest), DOUBLE '0.9'))) AS bigint)) AS _r1,
    value_at_quantile(CAST(_m2 AS tdigest), DOUBLE '0.25') AS _r2,
    value_at_quantile(CAST(_m3 AS tdigest), DOUBLE '0.5') AS _r3,
    value_at_quantile(CAST(_m4 AS tdigest), DOUBLE '1.0') AS _r4,
    CAST(value_at_quantile(CAST(_m5 AS tdigest), DOUBLE '0.0') AS real) AS _r5,
    IF(_m6 IS NOT NULL, ARRAY[IF(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.99') >= DOUBLE '9.223372036854775807E18', 9223372036854775807, CAST(IF(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.99') - floor(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.99')) >= 5e-1, floor(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.99')) + 1, floor(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.99'))) AS bigint)), IF(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.0') >= DOUBLE '9.223372036854775807E18', 9223372036854775807, CAST(IF(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.0') - floor(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.0')) >= 5e-1, floor(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.0')) + 1, floor(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.0'))) AS bigint)), IF(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.5') >= DOUBLE '9.223372036854775807E18', 9223372036854775807, CAST(IF(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.5') - floor(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.5')) >= 5e-1, floor(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.5')) + 1, floor(value_at_quantile(CAST(_m6 AS tdigest), DOUBLE '0.5'))) AS bigint))]) AS _r6,
    IF(_m7 IS NOT NULL, ARRAY[value_at_quantile(CAST(_m7 AS tdigest), DOUBLE '0.5')]) AS _r7,
    value_at_quantile(CAST(_m8 AS tdigest), DOUBLE '0.5') AS _r8
  FROM merged
)
SELECT
  _k0 AS "word",
  _k1 AS "day",
  _r0 AS "small_median",
  _r1 AS "big_p90",
  _r2 AS "measure_p25",
  _r3 AS "median_of_numbers",
  _r4 AS "amount_max",
  _r5 AS "real_min",
  _r6 AS "small_percentiles",
  _r7 AS "measure_percentiles",
  _r8 AS "flagged_median"
FROM results
