class Meta(type):
    def __del__(cls):
        print("a class ends", cls.__name__)

class Kept(metaclass=Meta):
    pass
