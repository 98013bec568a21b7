abstract class Animal { abstract String sound(); public String toString() { return getClass().getSimpleName() + ":" + sound(); } }
class Dog extends Animal { String sound() { return "woof"; } }
class Cat extends Animal { String sound() { return "meow"; } }
class Zoo { public static void main(String[] args) { for (Animal a : new Animal[]{new Dog(), new Cat()}) System.out.println(a); } }
