SELECT
  CAST(timezone('Europe/Berlin', departure) AS DATE) - scheduled AS days_off_plan,
  last_day(scheduled) AS month_end,
  CAST(last_day(scheduled) + INTERVAL 1 DAY AS DATE) AS next_month,
  count(*) AS flights,
  sum(fare) AS takings
FROM flights
WHERE scheduled IS NOT NULL AND departure IS NOT NULL
GROUP BY ALL
