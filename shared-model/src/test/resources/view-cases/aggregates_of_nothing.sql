SELECT
  bucket,
  count(*) AS events,
  count(small) AS smalls,
  sum(small) AS small_sum,
  sum(measure) AS measure_sum,
  avg(amount) AS amount_avg,
  min(word) AS word_min,
  max(at) AS at_max
FROM hard
WHERE small IS NULL AND measure IS NULL AND amount IS NULL AND word IS NULL AND at IS NULL
GROUP BY bucket
