SELECT
  bucket,
  bitwise_and_agg(small) AS all_small,
  bitwise_or_agg(small) AS any_small,
  bitwise_and_agg(big) AS all_big,
  bitwise_or_agg(big) FILTER (WHERE flag) AS any_big_flagged,
  bitwise_and_agg(small) - bitwise_or_agg(small) AS apart
FROM hard
GROUP BY bucket
