SELECT
  bucket,
  bucket + 1 AS next_bucket,
  count(*) * 2 AS twice,
  max(small) - min(small) AS spread,
  sum(measure) + 1 AS more,
  sum(amount) - sum(rate) AS difference,
  -sum(small) AS negative,
  count(*) > 60 AND sum(small) IS NOT NULL AS many,
  sum(small) = sum(big) AS equal_sums,
  count(*) + bucket AS mixed,
  'v1' AS label
FROM hard
GROUP BY bucket
