# want: runtime_error uncaught:Unlucky
class Unlucky(Exception):
    pass


raise Unlucky("13: and more words")
