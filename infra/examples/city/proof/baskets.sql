SELECT
  city,
  histogram(quantity) AS quantities,
  histogram(sku) AS favourites,
  sum(quantity) AS pieces,
  min(country) AS country
FROM orders
GROUP BY ALL
