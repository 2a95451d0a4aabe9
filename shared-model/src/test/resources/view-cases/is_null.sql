SELECT
  id,
  small IS NULL AS v1,
  small IS NOT NULL AS v2,
  word IS NULL AS v3,
  (flag AND NULL) IS NULL AS v4,
  (small * small) IS NULL AS v5,
  (ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308) IS NULL AS v6,
  NOT (at IS NULL) AS v7,
  (small > 5) IS NOT NULL AS v8,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
