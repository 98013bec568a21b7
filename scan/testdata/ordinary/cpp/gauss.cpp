#include <iostream>
#include <cmath>
#include <iomanip>
int main() { double a[2][3] = {{2, 1, 5}, {1, -3, -1}}; for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) if (j != i) { double f = a[j][i] / a[i][i]; for (int k = 0; k < 3; k++) a[j][k] -= f * a[i][k]; } std::cout << std::fixed << std::setprecision(4) << a[0][2] / a[0][0] << ' ' << a[1][2] / a[1][1] << '\n'; }
