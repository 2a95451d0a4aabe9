package dev.braid.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import org.junit.jupiter.api.Test;

class CivilDaysTest {
  private static final long FIRST = LocalDate.of(-401, 1, 1).toEpochDay();
  private static final long LAST = LocalDate.of(10_001, 1, 31).toEpochDay();

  @Test
  void everyDayIsThatOfTheIsoCalendar() {
    for (long day = FIRST; day <= LAST; day++) {
      LocalDate date = LocalDate.ofEpochDay(day);
      int year = date.getYear();
      int month = date.getMonthValue();
      long[] expected = {
        year,
        month,
        date.getDayOfMonth(),
        day,
        date.getDayOfYear(),
        date.getDayOfWeek().getValue(),
        (month + 2) / 3,
        day - date.getDayOfMonth() + date.lengthOfMonth()
      };
      long[] found = {
        CivilDays.year(day),
        CivilDays.month(day),
        CivilDays.dayOfMonth(day),
        CivilDays.of(year, month, date.getDayOfMonth()),
        CivilDays.dayOfYear(day),
        CivilDays.dayOfWeek(day),
        CivilDays.quarter(day),
        CivilDays.lastDayOfMonth(day)
      };
      assertThat(found).as("%s", date).isEqualTo(expected);
    }
  }

  @Test
  void weeksAreThoseOfTheIsoCalendar() {
    for (long day = LocalDate.of(1, 1, 1).toEpochDay(); day <= LAST; day++) {
      LocalDate date = LocalDate.ofEpochDay(day);
      assertThat(CivilDays.week(day))
          .as("%s", date)
          .isEqualTo(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      assertThat(CivilDays.yearOfWeek(day))
          .as("%s", date)
          .isEqualTo(date.get(IsoFields.WEEK_BASED_YEAR));
    }
  }

  @Test
  void monthsAreAddedAsInTheIsoCalendar() {
    for (long day = FIRST; day <= LAST; day += 1013) {
      for (long months = -121_000; months <= 121_000; months += 1511) {
        assertThat(CivilDays.plusMonths(day, months))
            .isEqualTo(LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay());
      }
    }
  }
}
