import java.math.BigInteger;
import java.math.BigDecimal;
import java.math.MathContext;
public class Main { public static void main(String[] args) { BigInteger f = BigInteger.ONE; for (int i = 2; i <= 50; i++) f = f.multiply(BigInteger.valueOf(i)); System.out.println(f + " " + f.mod(BigInteger.valueOf(1_000_000_007L)) + " " + new BigDecimal(2).sqrt(new MathContext(20)) + " " + BigInteger.valueOf(97).isProbablePrime(10)); } }
