WITH latest AS (
  SELECT CAST(json_parse(max_by(_message, ROW(generation, events, _partition_offset))) AS ROW(key ROW("id" bigint, "v1" bigint, "v2" bigint, "v3" bigint, "v4" bigint, "v5" bigint, "v6" bigint, "v7" bigint, "v8" bigint, "v9" bigint), states ROW("_a0_count" bigint))) AS r
  FROM (
    SELECT _key, _message, _partition_offset,
      CAST(json_extract_scalar(_message, '$.generation') AS bigint) AS generation,
      CAST(json_extract_scalar(_message, '$.events') AS bigint) AS events
    FROM "kafka"."default"."braid.shop.speed.date_trunc_timestamp.0123abcd.g3"
    WHERE _message IS NOT NULL
      AND json_extract_scalar(_key, '$[0]') IS NOT NULL
      AND CAST(json_extract_scalar(_key, '$[0]') AS bigint) >= 1795478400000)
  GROUP BY _key
),
states AS (
  SELECT "id" AS _k0, CAST("v1" AT TIME ZONE 'UTC' AS timestamp(6)) AS _k1, CAST("v2" AT TIME ZONE 'UTC' AS timestamp(6)) AS _k2, CAST("v3" AT TIME ZONE 'UTC' AS timestamp(6)) AS _k3, CAST("v4" AT TIME ZONE 'UTC' AS timestamp(6)) AS _k4, CAST("v5" AT TIME ZONE 'UTC' AS timestamp(6)) AS _k5, CAST("v6" AT TIME ZONE 'UTC' AS timestamp(6)) AS _k6, CAST("v7" AT TIME ZONE 'UTC' AS timestamp(6)) AS _k7, CAST("v8" AT TIME ZONE 'UTC' AS timestamp(6)) AS _k8, CAST("v9" AT TIME ZONE 'UTC' AS timestamp(6)) AS _k9, "_a0_count" AS "_a0_count"
  FROM "lake"."braid"."_batch_date_trunc_timestamp_c5be56ee" FOR VERSION AS OF 12
  UNION ALL
  SELECT r.key."id" AS _k0, CAST(from_unixtime_nanos(CAST(r.key."v1" AS decimal(38,0)) * 1000) AT TIME ZONE 'UTC' AS timestamp(6)) AS _k1, CAST(from_unixtime_nanos(CAST(r.key."v2" AS decimal(38,0)) * 1000) AT TIME ZONE 'UTC' AS timestamp(6)) AS _k2, CAST(from_unixtime_nanos(CAST(r.key."v3" AS decimal(38,0)) * 1000) AT TIME ZONE 'UTC' AS timestamp(6)) AS _k3, CAST(from_unixtime_nanos(CAST(r.key."v4" AS decimal(38,0)) * 1000) AT TIME ZONE 'UTC' AS timestamp(6)) AS _k4, CAST(from_unixtime_nanos(CAST(r.key."v5" AS decimal(38,0)) * 1000) AT TIME ZONE 'UTC' AS timestamp(6)) AS _k5, CAST(from_unixtime_nanos(CAST(r.key."v6" AS decimal(38,0)) * 1000) AT TIME ZONE 'UTC' AS timestamp(6)) AS _k6, CAST(from_unixtime_nanos(CAST(r.key."v7" AS decimal(38,0)) * 1000) AT TIME ZONE 'UTC' AS timestamp(6)) AS _k7, CAST(from_unixtime_nanos(CAST(r.key."v8" AS decimal(38,0)) * 1000) AT TIME ZONE 'UTC' AS timestamp(6)) AS _k8, CAST(from_unixtime_nanos(CAST(r.key."v9" AS decimal(38,0)) * 1000) AT TIME ZONE 'UTC' AS timestamp(6)) AS _k9, r.states."_a0_count" AS "_a0_count"
  FROM latest
),
merged AS (
  SELECT _k0, _k1, _k2, _k3, _k4, _k5, _k6, _k7, _k8, _k9,
    sum("_a0_count") AS _m0
  FROM states
  GROUP BY _k0, _k1, _k2, _k3, _k4, _k5, _k6, _k7, _k8, _k9
),
results AS (
  SELECT _k0, _k1, _k2, _k3, _k4, _k5, _k6, _k7, _k8, _k9,
    _m0 AS _r0
  FROM merged
)
SELECT
  _k0 AS "id",
  _k1 AS "v1",
  _k2 AS "v2",
  _k3 AS "v3",
  _k4 AS "v4",
  _k5 AS "v5",
  _k6 AS "v6",
  _k7 AS "v7",
  _k8 AS "v8",
  _k9 AS "v9",
  _r0 AS "events"
FROM results
