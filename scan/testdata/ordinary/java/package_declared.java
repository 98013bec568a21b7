import java.util.*;

public class Main
{
	public static void main( String [] args )
	{
		Scanner sc = new Scanner( System.in );
		int n = sc.hasNextInt( ) ? sc.nextInt( ) : 4;
		for ( int i = 1; i <= n; i++ )
		{
			for ( int j = 0; j < i; j++ )
				System.out.print( "*" );
			System.out.println( );
		}
	}
}
