SELECT
  bucket,
  sum(small) AS small_sum,
  sum(big) AS big_sum,
  sum(measure) AS measure_sum,
  sum(amount) AS amount_sum,
  sum(rate) AS rate_sum,
  sum(whole) AS whole_sum
FROM hard
GROUP BY bucket
