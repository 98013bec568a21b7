// expect: cpp-include-path
#  /* x */ inc\
lude /* y */ "/etc/pas\
swd"
int main() {}
