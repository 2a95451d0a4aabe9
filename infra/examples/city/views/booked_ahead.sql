SELECT
  date_diff('day', scheduled, CAST(departure AT TIME ZONE 'Europe/Berlin' AS DATE)) AS days_off_plan,
  last_day_of_month(scheduled) AS month_end,
  date_add('month', 1, date_trunc('month', scheduled)) AS next_month,
  count(*) AS flights,
  sum(fare) AS takings
FROM flights
WHERE scheduled IS NOT NULL AND departure IS NOT NULL
GROUP BY 1, 2, 3
