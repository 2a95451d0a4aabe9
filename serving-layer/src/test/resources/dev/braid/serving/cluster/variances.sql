WITH latest AS (
  SELECT CAST(json_parse(max_by(_message, ROW(generation, events, _partition_offset))) AS ROW(key ROW("bucket" integer), states ROW("_a0_count" bigint, "_a0_mean" double, "_a0_m2" double, "_a1_count" bigint, "_a1_mean" double, "_a1_m2" double, "_a2_count" bigint, "_a2_mean" double, "_a2_m2" double, "_a3_count" bigint, "_a3_mean" double, "_a3_m2" double, "_a4_count" bigint, "_a4_mean" double, "_a4_m2" double, "_a5_count" bigint, "_a5_mean" double, "_a5_m2" double, "_a6_count" bigint, "_a6_mean" double, "_a6_m2" double, "_a7_count" bigint, "_a7_mean" double, "_a7_m2" double, "_a8_count" bigint, "_a8_mean" double, "_a8_m2" double, "_a9_count" bigint, "_a9_mean" double, "_a9_m2" double))) AS r
  FROM (
    SELECT _key, _message, _partition_offset,
      CAST(json_extract_scalar(_message, '$.generation') AS bigint) AS generation,
      CAST(json_extract_scalar(_message, '$.events') AS bigint) AS events
    FROM "kafka"."default"."braid.shop.speed.variances.0123abcd.g3"
    WHERE _message IS NOT NULL
      AND json_extract_scalar(_key, '$[0]') IS NOT NULL
      AND CAST(json_extract_scalar(_key, '$[0]') AS bigint) >= 1795478400000)
  GROUP BY _key
),
states AS (
  SELECT "bucket" AS _k0, "_a0_count" AS "_a0_count", "_a0_mean" AS "_a0_mean", "_a0_m2" AS "_a0_m2", "_a1_count" AS "_a1_count", "_a1_mean" AS "_a1_mean", "_a1_m2" AS "_a1_m2", "_a2_count" AS "_a2_count", "_a2_mean" AS "_a2_mean", "_a2_m2" AS "_a2_m2", "_a3_count" AS "_a3_count", "_a3_mean" AS "_a3_mean", "_a3_m2" AS "_a3_m2", "_a4_count" AS "_a4_count", "_a4_mean" AS "_a4_mean", "_a4_m2" AS "_a4_m2", "_a5_count" AS "_a5_count", "_a5_mean" AS "_a5_mean", "_a5_m2" AS "_a5_m2", "_a6_count" AS "_a6_count", "_a6_mean" AS "_a6_mean", "_a6_m2" AS "_a6_m2", "_a7_count" AS "_a7_count", "_a7_mean" AS "_a7_mean", "_a7_m2" AS "_a7_m2", "_a8_count" AS "_a8_count", "_a8_mean" AS "_a8_mean", "_a8_m2" AS "_a8_m2", "_a9_count" AS "_a9_count", "_a9_mean" AS "_a9_mean", "_a9_m2" AS "_a9_m2"
  FROM "lake"."braid"."_batch_variances_a988478b" FOR VERSION AS OF 12
  UNION ALL
  SELECT r.key."bucket" AS _k0, r.states."_a0_count" AS "_a0_count", r.states."_a0_mean" AS "_a0_mean", r.states."_a0_m2" AS "_a0_m2", r.states."_a1_count" AS "_a1_count", r.states."_a1_mean" AS "_a1_mean", r.states."_a1_m2" AS "_a1_m2", r.states."_a2_count" AS "_a2_count", r.states."_a2_mean" AS "_a2_mean", r.states."_a2_m2" AS "_a2_m2", r.states."_a3_count" AS "_a3_count", r.states."_a3_mean" AS "_a3_mean", r.states."_a3_m2" AS "_a3_m2", r.states."_a4_count" AS "_a4_count", r.states."_a4_mean" AS "_a4_mean", r.states."_a4_m2" AS "_a4_m2", r.states."_a5_count" AS "_a5_count", r.states."_a5_mean" AS "_a5_mean", r.states."_a5_m2" AS "_a5_m2", r.states."_a6_count" AS "_a6_count", r.states."_a6_mean" AS "_a6_mean", r.states."_a6_m2" AS "_a6_m2", r.states."_a7_count" AS "_a7_count", r.states."_a7_mean" AS "_a7_mean", r.states."_a7_m2" AS "_a7_m2", r.states."_a8_count" AS "_a8_count", r.states."_a8_mean" AS "_a8_mean", r.states."_a8_m2" AS "_a8_m2", r.states."_a9_count" AS "_a9_count", r.states."_a9_mean" AS "_a9_mean", r.states."_a9_m2" AS "_a9_m2"
  FROM latest
),
merged AS (
  SELECT _k0,
    reduce(array_agg(CAST(ROW("_a0_count", "_a0_mean", "_a0_m2") AS ROW(n bigint, mean double, m2 double))) FILTER (WHERE "_a0_count" > 0), CAST(ROW(0, 0e0, 0e0) AS ROW(n bigint, mean double, m2 double)), (s, x) -> IF(s.n = 0, x, CAST(ROW(s.n + x.n, IF(s.mean = x.mean, s.mean, s.mean * (s.n / CAST(s.n + x.n AS double)) + x.mean * (x.n / CAST(s.n + x.n AS double))), s.m2 + x.m2 + (x.mean - s.mean) * (x.mean - s.mean) * (CAST(s.n AS double) * x.n / (s.n + x.n))) AS ROW(n bigint, mean double, m2 double))), s -> s) AS _m0,
    reduce(array_agg(CAST(ROW("_a1_count", "_a1_mean", "_a1_m2") AS ROW(n bigint, mean double, m2 double))) FILTER (WHERE "_a1_count" > 0), CAST(ROW(0, 0e0, 0e0) AS ROW(n bigint, mean double, m2 double)), (s, x) -> IF(s.n = 0, x, CAST(ROW(s.n + x.n, IF(s.mean = x.mean, s.mean, s.mean * (s.n / CAST(s.n + x.n AS double)) + x.mean * (x.n / CAST(s.n + x.n AS double))), s.m2 + x.m2 + (x.mean - s.mean) * (x.mean - s.mean) * (CAST(s.n AS double) * x.n / (s.n + x.n))) AS ROW(n bigint, mean double, m2 double))), s -> s) AS _m1,
    reduce(array_agg(CAST(ROW("_a2_count", "_a2_mean", "_a2_m2") AS ROW(n bigint, mean double, m2 double))) FILTER (WHERE "_a2_count" > 0), CAST(ROW(0, 0e0, 0e0) AS ROW(n bigint, mean double, m2 double)), (s, x) -> IF(s.n = 0, x, CAST(ROW(s.n + x.n, IF(s.mean = x.mean, s.mean, s.mean * (s.n / CAST(s.n + x.n AS double)) + x.mean * (x.n / CAST(s.n + x.n AS double))), s.m2 + x.m2 + (x.mean - s.mean) * (x.mean - s.mean) * (CAST(s.n AS double) * x.n / (s.n + x.n))) AS ROW(n bigint, mean double, m2 double))), s -> s) AS _m2,
    reduce(array_agg(CAST(ROW("_a3_count", "_a3_mean", "_a3_m2") AS ROW(n bigint, mean double, m2 double))) FILTER (WHERE "_a3_count" > 0), CAST(ROW(0, 0e0, 0e0) AS ROW(n bigint, mean double, m2 double)), (s, x) -> IF(s.n = 0, x, CAST(ROW(s.n + x.n, IF(s.mean = x.mean, s.mean, s.mean * (s.n / CAST(s.n + x.n AS double)) + x.mean * (x.n / CAST(s.n + x.n AS double))), s.m2 + x.m2 + (x.mean - s.mean) * (x.mean - s.mean) * (CAST(s.n AS double) * x.n / (s.n + x.n))) AS ROW(n bigint, mean double, m2 double))), s -> s) AS _m3,
    reduce(array_agg(CAST(ROW("_a4_count", "_a4_mean", "_a4_m2") AS ROW(n bigint, mean double, m2 double))) FILTER (WHERE "_a4_count" > 0), CAST(ROW(0, 0e0, 0e0) AS ROW(n bigint, mean double, m2 double)), (s, x) -> IF(s.n = 0, x, CAST(ROW(s.n + x.n, IF(s.mean = x.mean, s.mean, s.mean * (s.n / CAST(s.n + x.n AS double)) + x.mean * (x.n / CAST(s.n + x.n AS double))), s.m2 + x.m2 + (x.mean - s.mean) * (x.mean - s.mean) * (CAST(s.n AS double) * x.n / (s.n + x.n))) AS ROW(n bigint, mean double, m2 double))), s -> s) AS _m4,
    reduce(array_agg(CAST(ROW("_a5_count", "_a5_mean", "_a5_m2") AS ROW(n bigint, mean double, m2 double))) FILTER (WHERE "_a5_count" > 0), CAST(ROW(0, 0e0, 0e0) AS ROW(n bigint, mean double, m2 double)), (s, x) -> IF(s.n = 0, x, CAST(ROW(s.n + x.n, IF(s.mean = x.mean, s.mean, s.mean * (s.n / CAST(s.n + x.n AS double)) + x.mean * (x.n / CAST(s.n + x.n AS double))), s.m2 + x.m2 + (x.mean - s.mean) * (x.mean - s.mean) * (CAST(s.n AS double) * x.n / (s.n + x.n))) AS ROW(n bigint, mean double, m2 double))), s -> s) AS _m5,
    reduce(array_agg(CAST(ROW("_a6_count", "_a6_mean", "_a6_m2") AS ROW(n bigint, mean double, m2 double))) FILTER (WHERE "_a6_count" > 0), CAST(ROW(0, 0e0, 0e0) AS ROW(n bigint, mean double, m2 double)), (s, x) -> IF(s.n = 0, x, CAST(ROW(s.n + x.n, IF(s.mean = x.mean, s.mean, s.mean * (s.n / CAST(s.n + x.n AS double)) + x.mean * (x.n / CAST(s.n + x.n AS double))), s.m2 + x.m2 + (x.mean - s.mean) * (x.mean - s.mean) * (CAST(s.n AS double) * x.n / (s.n + x.n))) AS ROW(n bigint, mean double, m2 double))), s -> s) AS _m6,
    reduce(array_agg(CAST(ROW("_a7_count", "_a7_mean", "_a7_m2") AS ROW(n bigint, mean double, m2 double))) FILTER (WHERE "_a7_count" > 0), CAST(ROW(0, 0e0, 0e0) AS ROW(n bigint, mean double, m2 double)), (s, x) -> IF(s.n = 0, x, CAST(ROW(s.n + x.n, IF(s.mean = x.mean, s.mean, s.mean * (s.n / CAST(s.n + x.n AS double)) + x.mean * (x.n / CAST(s.n + x.n AS double))), s.m2 + x.m2 + (x.mean - s.mean) * (x.mean - s.mean) * (CAST(s.n AS double) * x.n / (s.n + x.n))) AS ROW(n bigint, mean double, m2 double))), s -> s) AS _m7,
    reduce(array_agg(CAST(ROW("_a8_count", "_a8_mean", "_a8_m2") AS ROW(n bigint, mean double, m2 double))) FILTER (WHERE "_a8_count" > 0), CAST(ROW(0, 0e0, 0e0) AS ROW(n bigint, mean double, m2 double)), (s, x) -> IF(s.n = 0, x, CAST(ROW(s.n + x.n, IF(s.mean = x.mean, s.mean, s.mean * (s.n / CAST(s.n + x.n AS double)) + x.mean * (x.n / CAST(s.n + x.n AS double))), s.m2 + x.m2 + (x.mean - s.mean) * (x.mean - s.mean) * (CAST(s.n AS double) * x.n / (s.n + x.n))) AS ROW(n bigint, mean double, m2 double))), s -> s) AS _m8,
    reduce(array_agg(CAST(ROW("_a9_count", "_a9_mean", "_a9_m2") AS ROW(n bigint, mean double, m2 double))) FILTER (WHERE "_a9_count" > 0), CAST(ROW(0, 0e0, 0e0) AS ROW(n bigint, mean double, m2 double)), (s, x) -> IF(s.n = 0, x, CAST(ROW(s.n + x.n, IF(s.mean = x.mean, s.mean, s.mean * (s.n / CAST(s.n + x.n AS double)) + x.mean * (x.n / CAST(s.n + x.n AS double))), s.m2 + x.m2 + (x.mean - s.mean) * (x.mean - s.mean) * (CAST(s.n AS double) * x.n / (s.n + x.n))) AS ROW(n bigint, mean double, m2 double))), s -> s) AS _m9
  FROM states
  GROUP BY _k0
),
results AS (
  SELECT _k0,
    IF(_m0.n >= 1, IF(is_finite(_m0.m2), _m0.m2 / _m0.n, nan())) AS _r0,
    IF((_m1.n - 1) >= 1, IF(is_finite(_m1.m2), _m1.m2 / (_m1.n - 1), nan())) AS _r1,
    sqrt(IF(_m2.n >= 1, IF(is_finite(_m2.m2), _m2.m2 / _m2.n, nan()))) AS _r2,
    sqrt(IF((_m3.n - 1) >= 1, IF(is_finite(_m3.m2), _m3.m2 / (_m3.n - 1), nan()))) AS _r3,
    IF((_m4.n - 1) >= 1, IF(is_finite(_m4.m2), _m4.m2 / (_m4.n - 1), nan())) AS _r4,
    sqrt(IF((_m5.n - 1) >= 1, IF(is_finite(_m5.m2), _m5.m2 / (_m5.n - 1), nan()))) AS _r5,
    IF(_m6.n >= 1, IF(is_finite(_m6.m2), _m6.m2 / _m6.n, nan())) AS _r6,
    CAST(sqrt(IF(_m7.n >= 1, IF(is_finite(_m7.m2), _m7.m2 / _m7.n, nan()))) AS real) AS _r7,
    IF((_m8.n - 1) >= 1, IF(is_finite(_m8.m2), _m8.m2 / (_m8.n - 1), nan())) AS _r8,
    sqrt(IF(_m9.n >= 1, IF(is_finite(_m9.m2), _m9.m2 / _m9.n, nan()))) AS _r9
  FROM merged
)
SELECT
  _k0 AS "bucket",
  _r0 AS "measure_var_pop",
  _r1 AS "measure_var_samp",
  _r1 AS "measure_variance",
  _r2 AS "measure_stddev_pop",
  _r3 AS "measure_stddev_samp",
  _r3 AS "measure_stddev",
  _r4 AS "small_variance",
  _r5 AS "rate_stddev",
  _r6 AS "amount_var_pop",
  _r7 AS "real_stddev_pop",
  _r8 AS "flagged_var_samp",
  _r9 AS "infinite_stddev_pop"
FROM results
