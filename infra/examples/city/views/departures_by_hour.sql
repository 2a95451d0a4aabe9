/*---
description: Departures by the clock on the airport's wall
epoch: 15s
*/
SELECT
  date_trunc('day', departure AT TIME ZONE 'America/New_York') AS day,
  EXTRACT(HOUR FROM departure AT TIME ZONE 'America/New_York') AS hour,
  count(*) AS flights,
  sum(seats) AS seats,
  to_unixtime(max(departure)) AS last_departure
FROM flights
GROUP BY
  date_trunc('day', departure AT TIME ZONE 'America/New_York'),
  EXTRACT(HOUR FROM departure AT TIME ZONE 'America/New_York')
