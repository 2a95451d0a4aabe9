SELECT
  flag,
  approx_distinct(id, 0.0040625) AS finest_ids,
  approx_distinct(id, 0.023) AS ids,
  approx_distinct(id, 0.1) AS coarse_ids,
  approx_distinct(id, 0.26) AS coarsest_ids,
  approx_distinct(flag, 0.26) AS flags
FROM hard
GROUP BY flag
