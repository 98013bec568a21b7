import java.time.*;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
public class Dates { public static void main(String[] args) { LocalDate d = LocalDate.of(2024, 1, 31).plusMonths(1); System.out.println(d + " " + d.isLeapYear() + " " + ChronoUnit.DAYS.between(LocalDate.of(2024, 1, 1), d) + " " + d.format(DateTimeFormatter.ofPattern("dd/MM/yyyy")) + Duration.ofMinutes(90)); } }
