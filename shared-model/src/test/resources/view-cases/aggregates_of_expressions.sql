SELECT
  bucket,
  sum(small * 2) AS doubled,
  sum(small * amount) AS product,
  sum(small + big) AS sum_of_sums,
  avg(measure * measure) AS mean_square,
  avg(-rate) AS negative,
  min(date_trunc('day', at)) AS first_day,
  max(small > 0) AS any_positive,
  count(small * small) AS computable,
  sum(5) AS fives,
  avg(1.5) AS constant
FROM hard
WHERE small <> 46341 OR small IS NULL
GROUP BY bucket
