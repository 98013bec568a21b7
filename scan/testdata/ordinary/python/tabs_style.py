import sys

def main( ):
	n	=	int( sys.stdin.readline( ) or 4 )
	for i in range( n ):
		print( "*" * ( i + 1 ) )

main( )
